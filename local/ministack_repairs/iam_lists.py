"""Three reads of IAM's that MiniStack does not know: nobody has such things there."""

LISTS = {
    "ListSigningCertificates": "Certificates",
    "ListSSHPublicKeys": "SSHPublicKeys",
    "ListServiceSpecificCredentials": "ServiceSpecificCredentials",
}


def install() -> None:
    from ministack.services import iam

    def empty(action: str, element: str):
        def answer(params):
            result = f"<{action}Result><{element}/><IsTruncated>false</IsTruncated></{action}Result>"
            return iam._xml(200, f"{action}Response", result, ns="iam")

        return answer

    for action, element in LISTS.items():
        iam._IAM_HANDLERS.setdefault(action, empty(action, element))
