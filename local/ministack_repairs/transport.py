"""Lets policies see TLS: on this machine HTTP stands for HTTPS, which the SDKs use with AWS."""


def install() -> None:
    from ministack import app

    pin = app.pin_request_origin
    app.pin_request_origin = lambda source_ip, secure: pin(source_ip, True)
