"""The resource and the condition keys of a request to IAM, STS or Secrets Manager, as the Service Authorization Reference has them.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

import json


def install() -> None:
    from ministack.core import iam_actions

    resource_of_others = iam_actions.extract_resource_arn
    tag_keys = iam_actions.request_tag_context

    def resource_arn(service, method, path, headers, body, params, region, account):
        own = {"iam": iam_resource, "sts": sts_resource}.get(service)
        found = own and own(lambda name: iam_actions._query_param(params, name), account)
        return found or resource_of_others(service, method, path, headers, body, params, region, account)

    def condition_keys(service, action, body, params):
        keys = tag_keys(service, action, body, params)
        if service == "iam":
            keys.update(iam_keys(action, lambda name: iam_actions._query_param(params, name)))
        if service == "secretsmanager":
            keys.update(secret_keys(body))
        return keys

    iam_actions.extract_resource_arn = resource_arn
    iam_actions.request_tag_context = condition_keys
    know_tags_of_policies()


def know_tags_of_policies() -> None:
    """aws:ResourceTag is judged for policies too."""
    from ministack.services import iam, tagging

    others = tagging._RESOURCE_TAG_COLLECTORS["iam"]

    def collect():
        yield from others()
        for policy in iam._policies.values():
            yield policy.get("Arn", ""), tagging._normalise_list(policy.get("Tags"))

    tagging._RESOURCE_TAG_COLLECTORS["iam"] = collect


def iam_resource(param, account: str) -> str | None:
    """ARNs of users and policies have their path in them; a user that is not there is judged without one."""
    from ministack.services import iam

    user, policy = param("UserName"), param("PolicyName")
    if param("Action") == "SimulatePrincipalPolicy":
        return param("PolicySourceArn")
    if param("Action") == "GetAccessKeyLastUsed":
        user = (iam._access_keys.get_scoped(account, None, param("AccessKeyId")) or {}).get("UserName")
    if user:
        known = iam._users.get_scoped(account, None, user)
        path = param("Path") or "/"
        return known["Arn"] if known else f"arn:aws:iam::{account}:user{path}{user}"
    if policy and param("PolicyDocument") and not param("RoleName") and not param("GroupName"):
        return f"arn:aws:iam::{account}:policy{param('Path') or '/'}{policy}"
    return None


def sts_resource(param, account: str) -> str | None:
    """The session that GetFederationToken asks for; a name that no role is assumed with."""
    name = param("Name")
    return f"arn:aws:sts::{account}:federated-user/{name}" if name and not param("RoleArn") else None


def secret_keys(body) -> dict:
    """secretsmanager:BlockPublicPolicy, which PutResourcePolicy sends."""
    sent = json.loads(body or b"{}")
    return {"secretsmanager:BlockPublicPolicy": str(sent["BlockPublicPolicy"]).lower()} if "BlockPublicPolicy" in sent else {}


def iam_keys(action: str, param) -> dict:
    """iam:PermissionsBoundary: the one that a request sets, else the one that its user has. iam:PolicyARN."""
    from ministack.core.responses import get_account_id
    from ministack.services import iam

    user = iam._users.get_scoped(get_account_id(), None, param("UserName")) if param("UserName") else None
    boundary = param("PermissionsBoundary") or (user or {}).get("PermissionsBoundary")
    keys = {"iam:PermissionsBoundary": boundary} if boundary else {}
    if action in ("iam:AttachUserPolicy", "iam:DetachUserPolicy"):
        keys["iam:PolicyARN"] = param("PolicyArn")
    return keys
