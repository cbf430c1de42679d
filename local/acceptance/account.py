"""The account of a run: clients, and the check that it is the one that was named."""

import boto3
from botocore.config import Config


class WrongAccount(Exception):
    pass


class Account:
    def __init__(self, session: boto3.Session, region: str, endpoint: str | None = None) -> None:
        self.region = region
        self.endpoint = endpoint
        self._session = session
        self._clients = {}

    def client(self, service: str, **credentials):
        key = (service, *sorted(credentials))
        if credentials or key not in self._clients:
            made = self._session.client(service, region_name=self.region, endpoint_url=self.endpoint, **credentials,
                                        config=Config(s3={"addressing_style": "path"} if self.endpoint else {}))
            if credentials:
                return made
            self._clients[key] = made
        return self._clients[key]

    def must_be(self, number: str) -> None:
        found = self.client("sts").get_caller_identity()["Account"]
        if found != number:
            raise WrongAccount(f"The credentials are of account {found}, not of {number}. Nothing was done.")


def account(profile: str | None, region: str, endpoint: str | None) -> Account:
    if endpoint is None:
        return Account(boto3.Session(profile_name=profile), region)
    if not endpoint.startswith("http://127.0.0.1:"):
        raise WrongAccount("An endpoint is an emulator on 127.0.0.1.")
    return Account(boto3.Session(aws_access_key_id="test", aws_secret_access_key="test"), region, endpoint)
