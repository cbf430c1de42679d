"""Judges uses of keys by their grants, as KMS does, with the condition keys of CreateGrant and PutKeyPolicy; and what a disabled key does to objects.

A grant allows its operations to its grantee where the encryption context is what it asks for, and overrules no Deny.
https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html

Nobody can read or write an object under a disabled key; S3 answers with KMS's code.
https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
"""

import json

from ministack_repairs.kms_objects import UNDER_BUCKET_KEY, under_bucket_key, uses_of_key

CONTEXT = "kms:encryptioncontext:"


def install() -> None:
    from ministack.core import iam_actions, iam_evaluator
    from ministack.services import s3

    by_policy, keys_of_others, serve = iam_evaluator.evaluate_resource_policy, iam_actions.request_tag_context, s3.handle_request

    def by_policy_or_grant(doc, ctx, *more, **named):
        found = by_policy(doc, ctx, *more, **named)
        if found.decision == "ImplicitDeny" and ctx.action.startswith("kms:") and granted(ctx):
            return iam_evaluator.EvalResult("Allow", ctx.principal_arn)
        return found

    def condition_keys(service, action, body, params):
        keys = keys_of_others(service, action, body, params)
        return {**keys, **keys_of(json.loads(body or b"{}"))} if service == "kms" else keys

    async def serve_enabled(method, path, headers, body, query_params, *more, **named):
        arn = disabled_key(method, path, headers, query_params)
        if arn:
            return s3._error("KMS.DisabledException", f"{arn} is disabled.", 400, path)
        answer = await serve(method, path, headers, body, query_params, *more, **named)
        if method == "PUT" and answer[0] == 200:
            bucket, _, name = path.lstrip("/").partition("/")
            UNDER_BUCKET_KEY[(bucket, name)] = under_bucket_key(bucket)
        return answer

    iam_evaluator.evaluate_resource_policy = by_policy_or_grant
    iam_actions.request_tag_context = condition_keys
    s3.handle_request = serve_enabled


def granted(ctx) -> bool:
    from ministack.services import kms

    context = {key[len(CONTEXT) :]: value for key, value in lowered(ctx.service_context).items() if key.startswith(CONTEXT)}
    return any(
        grant["KeyId"] == ctx.resource_arn
        and grant["GranteePrincipal"] == ctx.principal_arn
        and ctx.action.partition(":")[2] in grant["Operations"]
        and meets(grant.get("Constraints") or {}, context)
        for grant in kms._grants.values()
    )


def meets(constraints: dict, context: dict) -> bool:
    """Names are compared whatever their case, values as they are. Nobody here acts on behalf of a resource."""
    whole, part = lowered(constraints.get("EncryptionContextEquals") or {}), lowered(constraints.get("EncryptionContextSubset") or {})
    return "SourceArn" not in constraints and (not whole or whole == context) and part.items() <= context.items()


def keys_of(sent: dict) -> dict:
    """What a request to KMS says of itself."""
    constraints = sent.get("Constraints") or {}
    contexts = [sent.get("EncryptionContext") or {}, *(constraints.get(kind) or {} for kind in ("EncryptionContextEquals", "EncryptionContextSubset"))]
    keys = {CONTEXT + name.lower(): value for context in contexts for name, value in context.items()}
    for member, key in (("GranteePrincipal", "kms:granteeprincipal"), ("RetiringPrincipal", "kms:retiringprincipal"), ("Operations", "kms:grantoperations")):
        if sent.get(member) and "Operations" in sent:
            keys[key] = sent[member]
    if "Policy" in sent:
        keys["kms:bypasspolicylockoutsafetycheck"] = str(bool(sent.get("BypassPolicyLockoutSafetyCheck"))).lower()
    kinds = sorted(constraints)
    return {**keys, "kms:grantconstrainttype": kinds[0] if len(kinds) == 1 else kinds} if kinds else keys


def lowered(pairs: dict) -> dict:
    return {name.lower(): value for name, value in pairs.items()}


def disabled_key(method: str, path: str, headers: dict, query_params: dict) -> str | None:
    from ministack.services import kms

    keys = {str(arn): kms._resolve_key(str(arn)) for _, arn in uses_of_key(method, path, headers, query_params)}
    return next((arn for arn, key in keys.items() if key and key["KeyState"] == "Disabled"), None)
