"""aws:PrincipalArn of a role's session: the role's ARN, with its path, where MiniStack gives the session's.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
"""


def install() -> None:
    from ministack.core import iam_evaluator

    others = iam_evaluator._resolve_condition_key

    def resolved(key, ctx):
        return role_of(ctx) or others(key, ctx) if key.lower() == "aws:principalarn" else others(key, ctx)

    iam_evaluator._resolve_condition_key = resolved


def role_of(ctx) -> str | None:
    from ministack.core import iam_evaluator
    from ministack.services import iam

    if ctx.principal_type != "AssumedRole":
        return None
    role = iam._roles.get_scoped(ctx.principal_account, None, iam_evaluator._role_name_from_assumed_arn(ctx.principal_arn))
    return role and role["Arn"]
