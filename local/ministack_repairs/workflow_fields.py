"""Fields of JSONata states that MiniStack leaves out or reads as JSONPath: of Succeed, Parallel, distributed Map, and timeouts.

https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
"""


def install() -> None:
    from ministack.services import stepfunctions as states

    output_of_succeed = states._apply_output_path
    run_task = states._execute_task
    run_branches = states._run_parallel_branches
    run_children = states._run_distributed_map
    run_states = states._run_sub_machine
    parameters = states._resolve_params_obj

    def jsonata(state, ctx) -> bool:
        return states._state_query_language(state, ctx) == "JSONata"

    def leave(state, given, ctx, result):
        """What a state gives on, and what it assigns; both see the variables as they were when it began."""
        output = states._apply_jsonata_output(state, given, ctx, result=result, default=result)
        states._apply_state_assign(state, given, ctx, result=result)
        return output, states._next_or_end(state)

    def output_path(state, given, ctx=None):
        if state.get("Type") == "Succeed" and jsonata(state, ctx):
            return states._apply_jsonata_output(state, given, ctx, default=given)
        return output_of_succeed(state, given, ctx)

    def task(state, given, execution, ctx):
        limits = {field: states._apply_jsonata_template(state[field], given, ctx)
                  for field in ("TimeoutSeconds", "HeartbeatSeconds") if field in state and jsonata(state, ctx)}
        return run_task({**state, **limits}, given, execution, ctx)

    def branches(state, given, execution, ctx):
        if not jsonata(state, ctx):
            return run_branches(state, given, execution, ctx)
        arguments = states._apply_jsonata_arguments(state, given, ctx)
        results, _ = run_branches(without(state, "Output", "Assign"), arguments, execution, ctx)
        return leave(state, given, ctx, results)

    def children(state, given, effective, processor, execution, ctx):
        if not jsonata(state, ctx):
            return run_children(state, given, effective, processor, execution, ctx)
        read = without(state, "Output", "Assign")
        if "ItemReader" in state:
            reader = state["ItemReader"]
            where = states._apply_jsonata_template(reader.get("Arguments", {}), given, ctx)
            read["ItemReader"] = {**without(reader, "Arguments"), "Parameters": where}
        if "ItemSelector" in state:
            read["ItemSelector"] = Selector(state["ItemSelector"], given)
        if "MaxConcurrency" in state:
            read["MaxConcurrency"] = states._apply_jsonata_template(state["MaxConcurrency"], given, ctx)
        results, _ = run_children(read, given, effective, processor, execution, ctx)
        return leave(state, given, ctx, results)

    def select(template, given, ctx=None):
        if isinstance(template, Selector):
            return states._apply_jsonata_template(dict(template), template.given, ctx)
        return parameters(template, given, ctx)

    def sub_machine(machine, start, given, execution, ctx):
        """A branch has variables of its own; a child of a distributed Map is an execution of its own and sees none of its parent's."""
        own = {**ctx, "variables": dict(ctx.get("variables", {}))}
        if "mapRunArn" in execution and ctx["Execution"]["Id"] != execution["executionArn"]:
            own["variables"] = {}
            own["Execution"] = {"Id": execution["executionArn"], "Input": given, "Name": execution["name"], "StartTime": execution["startDate"]}
        return run_states(machine, start, given, execution, own)

    states._apply_output_path = output_path
    states._execute_task = task
    states._run_parallel_branches = branches
    states._run_distributed_map = children
    states._resolve_params_obj = select
    states._run_sub_machine = sub_machine


class Selector(dict):
    """An ItemSelector of expressions, with the input of its state."""

    def __init__(self, template: dict, given) -> None:
        super().__init__(template)
        self.given = given

    def __bool__(self) -> bool:
        return True


def without(state: dict, *fields: str) -> dict:
    return {field: value for field, value in state.items() if field not in fields}
