"""Lives a whole life cycle on a fake of AppFlow through boto3; ends with an error where the fake behaves differently.

usage: life_cycle.py ENDPOINT_URL
"""

import json
import sys
import urllib.request

import boto3
import botocore.config

BUCKET = {"connectorType": "S3", "destinationConnectorProperties": {"S3": {"bucketName": "acme-lake"}}}
SOURCE = {
    "connectorType": "Salesforce",
    "connectorProfileName": "crm",
    "sourceConnectorProperties": {"Salesforce": {"object": "Account"}},
}
TASKS = [
    {
        "sourceFields": ["Id", "Name"],
        "connectorOperator": {"Salesforce": "PROJECTION"},
        "taskType": "Filter",
        "taskProperties": {},
    },
    {
        "sourceFields": ["Id"],
        "connectorOperator": {"Salesforce": "NO_OP"},
        "destinationField": "id",
        "taskType": "Map",
        "taskProperties": {"SOURCE_DATA_TYPE": "id"},
    },
]
FUNCTION = {"lambda": {"lambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:inventory"}}
ACCOUNT = "arn:aws:appflow:us-east-1:123456789012"


def main(endpoint):
    appflow = boto3.client(
        "appflow",
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id="AKIDFAKEAPPFLOW",
        aws_secret_access_key="fake-secret-of-the-fake-appflow",
        config=botocore.config.Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )
    fake = Fake(endpoint)
    explore(appflow)
    profiles(appflow)
    run(appflow, fake)
    schedule(appflow, fake)
    update_and_tag(appflow)
    list_in_pages(appflow)
    register(appflow)
    errors(appflow, fake)
    delete(appflow)


class Fake:
    """The paths below /_fake/."""

    def __init__(self, endpoint):
        self.endpoint = endpoint

    def post(self, path, document):
        headers = {"content-type": "application/json"}
        body = json.dumps(document).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self.endpoint}/_fake/{path}", body, headers)).read()

    def fail(self, code):
        self.post("faults", {"faults": [{"fault": "error", "code": code}]})


def flow(name, trigger, **members):
    return {
        "flowName": name,
        "triggerConfig": trigger,
        "sourceFlowConfig": SOURCE,
        "destinationFlowConfigList": [BUCKET],
        "tasks": TASKS,
        **members,
    }


def scheduled(expression):
    return {"triggerType": "Scheduled", "triggerProperties": {"Scheduled": {"scheduleExpression": expression}}}


def settings(instance):
    credentials = {"Salesforce": {"accessToken": "access", "refreshToken": "refresh"}}
    properties = {"Salesforce": {"instanceUrl": f"https://{instance}.my.salesforce.com"}}
    return {"connectorProfileProperties": properties, "connectorProfileCredentials": credentials}


def explore(appflow):
    connectors = appflow.describe_connectors(connectorTypes=["Salesforce", "S3"])["connectorConfigurations"]
    assert set(connectors) == {"Salesforce", "S3"}, connectors
    configuration = appflow.describe_connector(connectorType="S3")["connectorConfiguration"]
    assert configuration["canUseAsDestination"] is True, configuration
    entities = appflow.list_connector_entities(connectorType="S3")["connectorEntityMap"]
    fields = appflow.describe_connector_entity(
        connectorType="S3", connectorEntityName=entities["Objects"][0]["name"]
    )["connectorEntityFields"]
    assert any(field["isPrimaryKey"] for field in fields), fields
    appflow.reset_connector_metadata_cache(connectorType="S3")


def profiles(appflow):
    arn = appflow.create_connector_profile(
        connectorProfileName="crm",
        connectorType="Salesforce",
        connectionMode="Public",
        connectorProfileConfig=settings("acme"),
    )["connectorProfileArn"]
    assert arn == f"{ACCOUNT}:connectorprofile/crm", arn
    updated = appflow.update_connector_profile(
        connectorProfileName="crm", connectionMode="Public", connectorProfileConfig=settings("other")
    )
    assert updated["connectorProfileArn"] == arn, updated
    (profile,) = appflow.describe_connector_profiles(connectorProfileNames=["crm"])["connectorProfileDetails"]
    instance = profile["connectorProfileProperties"]["Salesforce"]["instanceUrl"]
    assert instance == "https://other.my.salesforce.com", profile
    assert profile["createdAt"] <= profile["lastUpdatedAt"], profile


def run(appflow, fake):
    created = appflow.create_flow(**flow("on-demand", {"triggerType": "OnDemand"}, tags={"team": "crm"}))
    assert (created["flowArn"], created["flowStatus"]) == (f"{ACCOUNT}:flow/on-demand", "Active"), created
    execution = appflow.start_flow(flowName="on-demand")["executionId"]
    (record,) = appflow.describe_flow_execution_records(flowName="on-demand")["flowExecutions"]
    assert (record["executionId"], record["executionStatus"]) == (execution, "InProgress"), record
    fake.post("clock", {"advanceSeconds": 60})
    (record,) = appflow.describe_flow_execution_records(flowName="on-demand")["flowExecutions"]
    assert record["executionStatus"] == "Successful", record
    assert record["executionResult"]["recordsProcessed"] > 0, record
    second = appflow.start_flow(flowName="on-demand")["executionId"]
    canceled = appflow.cancel_flow_executions(flowName="on-demand", executionIds=[execution, second])
    assert canceled["invalidExecutions"] == [execution], canceled
    records = appflow.describe_flow_execution_records(flowName="on-demand")["flowExecutions"]
    assert [record["executionStatus"] for record in records] == ["CancelStarted", "Successful"], records
    fake.post("clock", {"advanceSeconds": 60})
    described = appflow.describe_flow(flowName="on-demand")
    assert described["lastRunExecutionDetails"]["mostRecentExecutionStatus"] == "Canceled", described
    assert described["tasks"] == TASKS, described


def schedule(appflow, fake):
    assert appflow.create_flow(**flow("scheduled", scheduled("rate(5minutes)")))["flowStatus"] == "Draft"
    assert appflow.start_flow(flowName="scheduled")["flowStatus"] == "Active"
    fake.post("clock", {"advanceSeconds": 660})
    records = appflow.describe_flow_execution_records(flowName="scheduled")["flowExecutions"]
    assert [record["executionStatus"] for record in records] == ["Successful"] * 2, records
    assert appflow.stop_flow(flowName="scheduled")["flowStatus"] == "Suspended"


def update_and_tag(appflow):
    update = flow("scheduled", scheduled("rate(1days)"), description="Every night")
    assert appflow.update_flow(**update)["flowStatus"] == "Suspended"
    described = appflow.describe_flow(flowName="scheduled")
    assert described["description"] == "Every night", described
    arn = described["flowArn"]
    appflow.tag_resource(resourceArn=arn, tags={"team": "crm", "stage": "test"})
    appflow.untag_resource(resourceArn=arn, tagKeys=["team"])
    tags = appflow.list_tags_for_resource(resourceArn=arn)["tags"]
    assert tags == {"stage": "test"}, tags


def list_in_pages(appflow):
    # boto3 has no paginators of AppFlow.
    pages = [appflow.list_flows(maxResults=1)]
    while "nextToken" in pages[-1]:
        pages.append(appflow.list_flows(maxResults=1, nextToken=pages[-1]["nextToken"]))
    names = [flow["flowName"] for page in pages for flow in page["flows"]]
    assert (len(pages), names) == (2, ["on-demand", "scheduled"]), pages


def register(appflow):
    arn = appflow.register_connector(
        connectorLabel="inventory", connectorProvisioningType="LAMBDA", connectorProvisioningConfig=FUNCTION
    )["connectorArn"]
    assert appflow.update_connector_registration(connectorLabel="inventory", description="Stock")["connectorArn"] == arn
    (connector,) = appflow.list_connectors()["connectors"]
    assert (connector["connectorLabel"], connector["connectorDescription"]) == ("inventory", "Stock"), connector
    custom = appflow.describe_connector(connectorType="CustomConnector", connectorLabel="inventory")
    assert custom["connectorConfiguration"]["connectorProvisioningConfig"] == FUNCTION, custom
    appflow.unregister_connector(connectorLabel="inventory")
    assert appflow.list_connectors()["connectors"] == []


def refused(expected, call, **parameters):
    """The call ends in the exception of this name, which the model declares."""
    try:
        answer = call(**parameters)
    except Exception as error:
        assert type(error).__name__ == expected, repr(error)
    else:
        raise AssertionError(f"expected {expected}, got {answer}")


def errors(appflow, fake):
    refused("ConflictException", appflow.create_flow, **flow("scheduled", {"triggerType": "OnDemand"}))
    refused("ConflictException", appflow.delete_connector_profile, connectorProfileName="crm")
    refused("ResourceNotFoundException", appflow.describe_flow, flowName="missing")
    refused("UnsupportedOperationException", appflow.stop_flow, flowName="on-demand")
    refused("ValidationException", appflow.create_flow, **flow("wrong", scheduled("every day")))
    refused("ValidationException", appflow.list_flows, nextToken="forged")
    fake.post("rejected-credentials", {"values": ["access"]})
    refused(
        "ConnectorAuthenticationException",
        appflow.update_connector_profile,
        connectorProfileName="crm",
        connectionMode="Public",
        connectorProfileConfig=settings("acme"),
    )
    for code, call, parameters in [
        ("AccessDeniedException", appflow.register_connector, {"connectorLabel": "denied"}),
        ("ConnectorServerException", appflow.list_connector_entities, {"connectorProfileName": "crm"}),
        ("InternalServerException", appflow.list_flows, {}),
        ("ServiceQuotaExceededException", appflow.create_flow, flow("many", {"triggerType": "OnDemand"})),
        ("ThrottlingException", appflow.cancel_flow_executions, {"flowName": "scheduled"}),
    ]:
        fake.fail(code)
        refused(code, call, **parameters)


def delete(appflow):
    appflow.delete_flow(flowName="scheduled")
    appflow.delete_flow(flowName="on-demand", forceDelete=True)
    appflow.delete_connector_profile(connectorProfileName="crm")
    assert appflow.list_flows()["flows"] == []
    assert appflow.describe_connector_profiles()["connectorProfileDetails"] == []


if __name__ == "__main__":
    main(*sys.argv[1:])
