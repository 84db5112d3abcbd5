"""What moto 5.2.1 does otherwise than CloudFormation with a database instance."""
from dynamic_references import resolved
from moto.rds.models import DBInstance, DBParameterGroup

_create = DBInstance.__dict__["create_from_cloudformation_json"].__func__
_attribute = DBInstance.get_cfn_attribute


def create(cls, resource_name, cloudformation_json, account_id, region_name, **more):
    """A reference to a parameter group is its name, not the group; and the password may lie in Secrets Manager."""
    properties = {name: value.name if isinstance(value, DBParameterGroup) else value for name, value in cloudformation_json["Properties"].items()}
    return _create(cls, resource_name, {**cloudformation_json, "Properties": resolved(properties, account_id, region_name)}, account_id, region_name, **more)


def attribute(self, attribute_name):
    """moto's Fn::Sub asks for Endpoint where a template says Endpoint.Address."""
    return _attribute(self, "Endpoint.Address" if attribute_name == "Endpoint" else attribute_name)


DBInstance.create_from_cloudformation_json = classmethod(create)
DBInstance.get_cfn_attribute = attribute
