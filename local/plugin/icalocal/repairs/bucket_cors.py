"""CORS of buckets: a star within an allowed header, and no rules of LocalStack's own for a bucket that has none."""

import fnmatch


def install() -> None:
    from localstack.services.s3 import cors

    # LocalStack allows its own web application, and every port of localhost, to use any bucket.
    cors.is_origin_allowed_default = lambda headers: "Origin" not in headers
    match_rule = cors.S3CorsHandler._match_rule

    def match_rule_with_stars(rule, method, headers):
        if headers_match(rule.get("AllowedHeaders") or [], headers.get("Access-Control-Request-Headers")):
            return match_rule({**rule, "AllowedHeaders": ["*"]}, method, headers) and rule
        return None

    cors.S3CorsHandler._match_rule = staticmethod(match_rule_with_stars)


def headers_match(allowed: list[str], requested: str | None) -> bool:
    """True when every requested header is matched by an allowed one. Case does not matter."""
    names = [name.strip().lower() for name in (requested or "").split(",") if name.strip()]
    return all(any(fnmatch.fnmatchcase(name, pattern.lower()) for pattern in allowed) for name in names)
