"""Lets a one-off task of moto 5.2.1 run to its end: with 1 and a line in its log where its command says "fail", else with 0."""
import time

from moto.ecs.models import EC2ContainerServiceBackend
from moto.logs.models import logs_backends

_run = EC2ContainerServiceBackend.run_task


def run(self, *args, **kwargs):
    tasks = _run(self, *args, **kwargs)
    for task in tasks:
        definition = self.describe_task_definition(task.task_definition_arn).container_definitions[0]
        failed = "fail" in (definition.get("command") or [])
        container = task.containers[0]
        container.name, container.exitCode = definition["name"], int(failed)
        if failed:
            write(self, definition, task, "The migration cannot go on: the table orders is locked.")
        task.status = task.desired_status = "STOPPED"
    return tasks


def write(backend, definition, task, line):
    options = definition["logConfiguration"]["options"]
    logs = logs_backends[backend.account_id][backend.region_name]
    stream = f"{options['awslogs-stream-prefix']}/{definition['name']}/{task.task_arn.rsplit('/', 1)[1]}"
    logs.create_log_stream(options["awslogs-group"], stream)
    logs.put_log_events(options["awslogs-group"], stream, [{"timestamp": int(time.time() * 1000), "message": line}])


EC2ContainerServiceBackend.run_task = run
# On Fargate the task has CPU and memory, and its containers need none of their own.
EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(lambda definition: {"CPU": 0, "MEMORY": 0, "PORTS": [], "PORTS_UDP": []})
