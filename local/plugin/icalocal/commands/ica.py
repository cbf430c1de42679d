"""Where the application on a LocalStack looks for ICA: next door on the loopback address, never at Illumina's."""

# As IcaShapes says: requests name its API key, so that nothing else tells whose ICA it is.
STAND_INS_TENANT = "f91bb1a0-c55f-4bce-8014-b2e60c0ec7d3"


def ica_port(port: int) -> int:
    """The neighbour of a LocalStack's port. Nothing listens there until somebody starts a stand-in, as the demo does."""
    return port + 1


def ica_url(port: int) -> str:
    return f"http://127.0.0.1:{ica_port(port)}/ica/rest"


def parameters(port: int) -> list[str]:
    """For `sam deploy --parameter-overrides`. A stand-in validates at once, so the workflow looks often."""
    return ["BucketNamePattern=*", "AllowEveryBucket=true", "LoopbackResponses=true", "BelieveStackResources=true", "IcaApiKeySecretPattern=ica-api-key*", f"IcaTenantId={STAND_INS_TENANT}", f"IcaBaseUrl={ica_url(port)}", "SettlingSeconds=0", "SnapStart=false", "KeySettlingSeconds=0", "IcaPollSeconds=1", "IcaValidationSeconds=60"]
