"""Calls two fakes of AppFlow through boto3, and prints what it has sent and got as a JSON document.

usage: calls.py ENDPOINT_URL ENDPOINT_URL_FOR_FAULTS CASES.json

Each case has an operation and its parameters. Nothing is judged here: the test that runs this does it.
"""

import concurrent.futures
import json
import sys
import time
import urllib.request

import boto3
import botocore
import botocore.config
import botocore.exceptions

CREATE = "CreateConnectorProfile"


def main(endpoint, endpoint_for_faults, path):
    cases = json.load(open(path, encoding="utf-8"))
    appflow = client(endpoint)
    report = {
        "requests": requests_of(client(endpoint), cases),
        "created": [outcome_of(appflow, case["params"]) for case in cases if case["operation"] == CREATE],
        "errors": {name: error(appflow, endpoint) for name, error in ERRORS.items()},
        "campaign": campaign(endpoint_for_faults),
    }
    json.dump(report, sys.stdout)


def client(endpoint, attempts=1, secret="fake-secret-of-the-fake-appflow"):
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return boto3.client(
        "appflow",
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id="AKIDFAKEAPPFLOW",
        aws_secret_access_key=secret,
        config=botocore.config.Config(retries=retries, connect_timeout=5, read_timeout=5),
    )


def requests_of(appflow, cases):
    """The requests as they go to the network, which they do not reach."""
    seen = []

    def capture(request, **_):
        seen.append(request)
        raise KeyboardInterrupt

    appflow.meta.events.register("before-send.appflow.*", capture)
    for case in cases:
        try:
            getattr(appflow, botocore.xform_name(case["operation"]))(**case["params"])
        except KeyboardInterrupt:
            pass
    return [
        {
            "method": request.method,
            "url": request.url,
            "headers": {name.lower(): text(value) for name, value in request.headers.items()},
            "body": text(request.body or b""),
        }
        for request in seen
    ]


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def outcome_of(appflow, case):
    """The ARN, or the class of the exception and the code in it."""
    try:
        return {"arn": appflow.create_connector_profile(**case)["connectorProfileArn"]}
    except botocore.exceptions.ClientError as error:
        return {"class": type(error).__name__, "code": error.response["Error"]["Code"]}
    except Exception as error:
        return {"class": type(error).__name__}


def simple(name, **members):
    config = {"connectorProfileProperties": {"Singular": {}}}
    case = {"connectorType": "Singular", "connectionMode": "Public", "connectorProfileConfig": config}
    return {"connectorProfileName": name, **case, **members}


def control(endpoint, path, document):
    body = json.dumps(document).encode()
    headers = {"content-type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/_fake/{path}", body, headers)).read()


def conflict(appflow, _):
    outcome_of(appflow, simple("twice"))
    return outcome_of(appflow, simple("twice"))


def refused_credentials(appflow, endpoint):
    control(endpoint, "rejected-credentials", {"values": ["bad-key"]})
    config = {
        "connectorProfileProperties": {"Singular": {}},
        "connectorProfileCredentials": {"Singular": {"apiKey": "bad-key"}},
    }
    return outcome_of(appflow, simple("refused", connectorProfileConfig=config))


def quota(appflow, _):
    outcomes = (outcome_of(appflow, simple(f"filler-{number}")) for number in range(101))
    return next(outcome for outcome in outcomes if "arn" not in outcome)


def broken(appflow, endpoint):
    control(endpoint, "faults", {"faults": [{"fault": "internalError"}]})
    return outcome_of(appflow, simple("broken"))


def forged(_, endpoint):
    return outcome_of(client(endpoint, secret="another"), simple("forged"))


# In an order in which none is in the way of the next.
ERRORS = {
    "ValidationException": lambda appflow, _: outcome_of(appflow, simple("a b")),
    "ConflictException": conflict,
    "ConnectorAuthenticationException": refused_credentials,
    "InternalServerException": broken,
    "InvalidSignatureException": forged,
    "ServiceQuotaExceededException": quota,
}


def campaign(endpoint):
    """Calls with retries, while a third of the requests go wrong."""
    control(endpoint, "faults", {"random": {"seed": 7, "share": 0.33}})
    # Nothing here waits for a service that has to recover.
    time.sleep = lambda _: None
    appflow = client(endpoint, attempts=3)

    def call(number):
        case = simple(f"campaign-{number}", clientToken=f"campaign-token-{number}")
        return {"name": case["connectorProfileName"], **outcome_of(appflow, case)}

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return list(pool.map(call, range(400)))


if __name__ == "__main__":
    main(*sys.argv[1:])
