"""`$uuid()` and `$hash()`, which LocalStack answers with the text that they are not supported."""

import functools
import hashlib
import json
import uuid

ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def install() -> None:
    from localstack.services.stepfunctions.asl.component.intrinsic import jsonata as intrinsic
    from localstack.services.stepfunctions.asl.jsonata import jsonata

    for stub in ("$hash", "$uuid"):
        intrinsic._DECLARATION_BY_VARIABLE_REFERENCE.pop(stub, None)

    def eval_jsonata(self, text):
        try:
            expression = self._java_JSONATA(text)
            if "$uuid" in text or "$hash" in text:
                for name, function in _java_functions().items():
                    expression.registerFunction(name, function)
            return json.loads(str(self._java_OBJECT_MAPPER.writeValueAsString(expression.evaluate(None))))
        except Exception as error:
            raise jsonata.JSONataException("UNKNOWN", str(error)) from error

    jsonata._JSONataJVMBridge.eval_jsonata = eval_jsonata


@functools.cache
def _java_functions() -> dict[str, object]:
    """Made at first use: only then the JVM of the JSONata library runs inside this process."""
    import jpype

    @jpype.JImplements("com.dashjoin.jsonata.Jsonata$Fn0")
    class Uuid:
        @jpype.JOverride
        def get(self):
            return str(uuid.uuid4())

    @jpype.JImplements("com.dashjoin.jsonata.Jsonata$Fn2")
    class Hash:
        @jpype.JOverride
        def apply(self, value, algorithm):
            return hashlib.new(ALGORITHMS[str(algorithm)], str(value).encode()).hexdigest()

    return {"uuid": Uuid(), "hash": Hash()}
