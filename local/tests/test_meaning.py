"""When two documents are called the same."""

from workbench import meaning


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
