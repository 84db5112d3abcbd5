"""moto's server with what it lacks of CloudFormation: python3 eng/moto/server.py -H 127.0.0.1 -p PORT"""
import gzip
import json
import os
import pathlib
import sys
import threading

import change_sets  # noqa: F401
import databases  # noqa: F401
import file_systems  # noqa: F401
import own_types
import registry  # noqa: F401
import stored_types
import tasks  # noqa: F401
from moto.backends import get_backend
from moto.core.common_models import CloudFormationModel
from moto.server import main

HERE = pathlib.Path(__file__).parent
BESIDE = HERE / "cloudformation.json.gz"   # as a rehearsal of aspire-ecs carries it
SCHEMA = BESIDE if BESIDE.exists() else HERE.parent.parent / "src/AspireEcs/Schema/cloudformation.json.gz"

SERVICES = ["acm", "applicationautoscaling", "cloudwatch", "ec2", "ecr", "ecs", "efs", "elasticache", "elbv2", "iam", "kafka", "kms", "lambda",
            "logs", "rds", "route53", "s3", "secretsmanager", "servicediscovery", "sns"]

# Whoever starts this server holds its standard input, and takes it along however it ends.
WHILE_OPEN = "--while-stdin-is-open"

LISTS = ["DnsEntries", "NetworkInterfaceIds", "LoadBalancerArns"]


def supported():
    """The types that moto has a model for, once the models of every service are loaded."""
    for service in SERVICES:
        get_backend(service)
    for model in CloudFormationModel.__subclasses__():
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
            stored_types.add(kind, attributes)
        else:
            complete(known[kind], attributes)


def complete(model, attributes):
    """Lets a model of moto be asked for its attributes. Some are lists; an entry of DNS is a zone and a name."""
    if not hasattr(model, "get_cfn_attribute"):
        model.has_cfn_attr = classmethod(lambda cls, name: name in attributes)
        model.get_cfn_attribute = lambda self, name: [f"Z0:{attributes[name](self)}"] if name in LISTS else attributes[name](self)


def end_with_standard_input():
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if WHILE_OPEN in arguments:
        arguments.remove(WHILE_OPEN)
        threading.Thread(target=end_with_standard_input, daemon=True).start()
    own_types.add_all()
    add_what_is_missing()
    main(arguments)
