"""Imitates SQS and KMS on this machine, and shows what boto3 sees there.

Prints the URL of the services, and then, for each line that it reads, a line of JSON: the queues, and the keys with
their state.
"""

import json
import sys

import boto3
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
url = f"http://{host}:{port}"
settings = {
    "endpoint_url": url,
    "region_name": "us-east-1",
    "aws_access_key_id": "AKIDPEERS",
    "aws_secret_access_key": "secret",
}
sqs, kms = boto3.client("sqs", **settings), boto3.client("kms", **settings)
print(url, flush=True)
for _ in sys.stdin:
    keys = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    seen = {
        "queues": sqs.list_queues().get("QueueUrls", []),
        "keys": {key["KeyId"]: [key["Description"], key["KeyState"]] for key in keys},
    }
    print(json.dumps(seen), flush=True)
server.stop()
