"""CloudFormation types of which a stack keeps the properties and gives the attributes, and nothing else happens."""
import secrets

from dynamic_references import resolved
from moto.core.common_models import CloudFormationModel

# moto finds its models through weak references.
models = []


class StoredType:
    """How such a type behaves. The subclass of each says its kind, its attributes and how an identifier is made."""

    kind = ""
    attributes = {}  # by name: a function from the resource to the value
    identify = None  # a function from name, properties, account and region; None makes one of the name and a part by chance

    def __init__(self, physical_resource_id, properties):
        self.physical_resource_id = physical_resource_id
        self.properties = properties

    @classmethod
    def cloudformation_type(cls):
        return cls.kind

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        properties = resolved(cloudformation_json.get("Properties", {}), account_id, region_name)
        identify = cls.identify or unique
        return cls(identify(resource_name, properties, account_id, region_name), properties)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        original_resource.properties = resolved(cloudformation_json.get("Properties", {}), account_id, region_name)
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, *_, **__):
        pass

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr in cls.attributes

    def get_cfn_attribute(self, attribute_name):
        # moto's Fn::Sub asks for Endpoint where a template says Endpoint.Address.
        known = next(name for name in self.attributes if name == attribute_name or name.startswith(attribute_name + "."))
        return self.attributes[known](self)

    @property
    def is_created(self):
        return True


def unique(name, properties, account, region):
    return f"{name}-{secrets.token_hex(4)}"


def add(kind, attributes=None, identify=None):
    """Lets moto know a type; the one that is added last is the one that counts."""
    members = {"kind": kind, "attributes": attributes or {}, "identify": staticmethod(identify) if identify else None}
    models.append(type(kind.replace("::", "_"), (StoredType, CloudFormationModel), members))
