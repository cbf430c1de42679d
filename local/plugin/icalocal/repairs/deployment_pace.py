"""CloudFormation looks at an unfinished resource once a second, where a tenth does: that is a second saved per function."""

LOOK_SECONDS = 0.1


def install() -> None:
    from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor

    deploy_loop = ResourceProviderExecutor.deploy_loop

    def faster(self, *args, **kwargs):
        return deploy_loop(self, *args, **{"sleep_time": LOOK_SECONDS, **kwargs})

    ResourceProviderExecutor.deploy_loop = faster
