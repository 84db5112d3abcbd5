"""The stored types that give more than a name: secrets that Secrets Manager really holds, and endpoints as AWS writes them."""
import json
import secrets
import string

from moto.secretsmanager.models import secretsmanager_backends
from stored_types import add

ACCOUNT_OF_MOTO = "123456789012"
REGION = "eu-west-1"


def add_all():
    add("AWS::SecretsManager::Secret", {"Id": lambda secret: secret.physical_resource_id}, identify=make_secret)
    add("AWS::ElastiCache::ReplicationGroup", {
        "PrimaryEndPoint.Address": lambda cache: f"master.{cache.physical_resource_id.lower()}.x.euw1.cache.amazonaws.com",
        "PrimaryEndPoint.Port": lambda cache: "6379",
    })
    add("AWS::ServiceDiscovery::HttpNamespace", {
        "Arn": lambda namespace: f"arn:aws:servicediscovery:{REGION}:{ACCOUNT_OF_MOTO}:namespace/{namespace.physical_resource_id}",
        "Id": lambda namespace: namespace.physical_resource_id,
    })
    # The function behind it is not run: it asks MSK for the addresses of its brokers, and these are such.
    add("AWS::CloudFormation::CustomResource", {
        "Brokers": lambda brokers: f"b-1.{brokers.physical_resource_id.lower()}.kafka.{REGION}.amazonaws.com:9096",
        "Host": lambda brokers: f"b-1.{brokers.physical_resource_id.lower()}.kafka.{REGION}.amazonaws.com",
    })
    # moto has these, and without what our templates say of them.
    for kind in ["ElastiCache::ParameterGroup", "ElastiCache::SubnetGroup", "ApplicationAutoScaling::ScalableTarget",
                 "ApplicationAutoScaling::ScalingPolicy", "CloudWatch::Alarm", "EC2::SecurityGroupEgress"]:
        add(f"AWS::{kind}")


def make_secret(name, properties, account, region):
    """Stores the secret, made up where the template says so, and gives its ARN."""
    text = properties.get("SecretString") or made_up(properties["GenerateSecretString"])
    answer = secretsmanager_backends[account][region].create_secret(
        name=properties.get("Name") or f"{name}-{secrets.token_hex(4)}", secret_string=text, secret_binary=None, description=properties.get("Description"),
        tags=[], kms_key_id=None, client_request_token=None, replica_regions=[], force_overwrite=False)
    return json.loads(answer)["ARN"]


def made_up(rules):
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(int(rules.get("PasswordLength", 32))))
