"""What moto 5.2.1 lacks of EFS: a reference to an access point is its identifier."""
from moto.efs.models import AccessPoint

AccessPoint.physical_resource_id = property(lambda access_point: access_point.access_point_id)
