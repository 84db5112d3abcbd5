"""moto's server with the CloudFormation types that it lacks: python3 eng/moto/server.py -H 127.0.0.1 -p PORT"""
import gzip
import json
import pathlib
import sys

import change_sets  # noqa: F401
import moto_cfn_shim
import registry  # noqa: F401
import tasks  # noqa: F401
from moto.backends import get_backend
from moto.core.common_models import CloudFormationModel
from moto.server import main

HERE = pathlib.Path(__file__).parent
BESIDE = HERE / "cloudformation.json.gz"   # as a rehearsal of aspire-ecs carries it
SCHEMA = BESIDE if BESIDE.exists() else HERE.parent.parent / "src/AspireEcs/Schema/cloudformation.json.gz"

SERVICES = ["acm", "applicationautoscaling", "cloudwatch", "ec2", "ecr", "ecs", "efs", "elasticache", "elbv2", "iam", "kafka", "kms", "lambda",
            "logs", "rds", "route53", "s3", "secretsmanager", "servicediscovery", "sns"]

LISTS = ["DnsEntries", "NetworkInterfaceIds", "LoadBalancerArns"]


def all_subclasses(parent):
    for child in parent.__subclasses__():
        yield child
        yield from all_subclasses(child)


def supported():
    for service in SERVICES:
        get_backend(service)
    for model in all_subclasses(CloudFormationModel):
        try:
            yield model.cloudformation_type(), model
        except NotImplementedError:
            pass


def attribute(name):
    return lambda resource: f"{resource.physical_resource_id}-{name}".lower().replace(".", "-")


def add_what_is_missing():
    """Each type of the embedded schema that nobody models: it can be made, referred to and asked for its attributes."""
    known = dict(supported())
    for kind, schema in json.load(gzip.open(SCHEMA))["resources"].items():
        attributes = {name: attribute(name) for name in schema["attributes"]}
        if kind not in known:
            moto_cfn_shim.model(kind, attributes)
        elif not hasattr(known[kind], "get_cfn_attribute"):
            give(known[kind], attributes)


def give(model, attributes):
    """Lets a model of moto be asked for its attributes. Some are lists; an entry of DNS is a zone and a name."""
    model.has_cfn_attr = classmethod(lambda cls, name: name in attributes)
    model.get_cfn_attribute = lambda self, name: [f"Z0:{attributes[name](self)}"] if name in LISTS else attributes[name](self)


if __name__ == "__main__":
    add_what_is_missing()
    main(sys.argv[1:])
