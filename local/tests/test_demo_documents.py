"""How the demo writes documents and their differences, and when it calls two of them the same."""

from demo import documents
from workbench import meaning


def test_short_things_stand_on_one_line_and_long_ones_are_spread_out():
    assert documents.lines({"Principal": {"AWS": "*"}, "Resource": ["arn:aws:s3:::a-bucket-with-a-long-name/*"]}) == [
        "{",
        '  "Principal": {"AWS": "*"},',
        '  "Resource": [',
        '    "arn:aws:s3:::a-bucket-with-a-long-name/*"',
        "  ]",
        "}",
    ]


def test_a_diff_marks_only_what_is_new_and_not_the_comma_before_it():
    before = {"aws:PrincipalArn": ["arn:aws:iam::000000000000:user/pipeline"]}
    after = {"aws:PrincipalArn": ["arn:aws:iam::000000000000:user/pipeline", "arn:aws:iam::000000000000:user/ica"]}

    marked = documents.diff(before, after)

    assert [line.strip() for mark, line in marked if mark != " "] == ['"arn:aws:iam::000000000000:user/ica"']


def test_a_diff_leaves_far_lines_out_and_says_so():
    before = [f"rule {number} of many, and long enough for a line" for number in range(20)]

    marks = [mark for mark, _ in documents.diff(before, before[:10] + ["another"] + before[10:])]

    assert marks == ["…", " ", " ", " ", "+", " ", " ", " ", "…"]


def test_a_new_document_is_all_new_and_the_whole_context_shows_all():
    assert {mark for mark, _ in documents.diff(None, {"Version": "2012-10-17"})} == {"+"}
    assert documents.diff([1], [1], documents.ALL) == [(" ", "[1]")]


def test_cors_rules_are_the_same_in_another_order_inside_but_not_in_another_order_of_rules():
    one, other = {"AllowedMethods": ["GET", "PUT"]}, {"AllowedMethods": ["HEAD"]}

    assert meaning.cors([one, other]) == meaning.cors([{"AllowedMethods": ["PUT", "GET"]}, other])
    assert meaning.cors([one, other]) != meaning.cors([other, one])


def test_policies_are_the_same_however_they_are_written():
    def policy(*statements):
        return {"Version": "2012-10-17", "Statement": list(statements)}

    tls = {"Effect": "Deny", "Action": "s3:*", "Resource": ["b", "a"], "Condition": {"Bool": {"aws:SecureTransport": False}}}
    also_tls = {"Effect": "Deny", "Resource": ["a", "b"], "Action": ["s3:*"], "Condition": {"Bool": {"aws:SecureTransport": ["false"]}}}
    other = {"Effect": "Allow", "Principal": {"AWS": "1"}, "Action": "s3:GetObject", "Resource": "a"}

    assert meaning.policy(policy(tls, other)) == meaning.policy(policy(other, also_tls))
    assert meaning.policy(policy(tls)) != meaning.policy(policy(tls | {"Condition": {"Bool": {"aws:SecureTransport": True}}}))
    assert meaning.policy(policy(tls)) != meaning.policy(policy({**tls, "Condition": {}}))
    assert meaning.policy(policy(tls)) != meaning.policy(None)
