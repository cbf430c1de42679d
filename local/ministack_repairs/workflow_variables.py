"""All values of an Assign are computed before any is assigned. In MiniStack each sees those before it.

https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-evaluation-order
"""


def install() -> None:
    from ministack.services import stepfunctions as states

    def assign(state, given, ctx, result=None, error_output=None):
        if ctx is None or states._state_query_language(state, ctx) != "JSONata":
            return
        values = {name: states._apply_jsonata_template(value, given, ctx, result=result, error_output=error_output)
                  for name, value in state.get("Assign", {}).items()}
        ctx.setdefault("variables", {}).update(values)

    states._apply_state_assign = assign
