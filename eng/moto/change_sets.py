"""What moto 5.2.1 does otherwise than CloudFormation with change sets."""
from moto.cloudformation.models import CloudFormationBackend

_create = CloudFormationBackend.create_change_set
_execute = CloudFormationBackend.execute_change_set
_list = CloudFormationBackend.list_change_sets


def create(self, stack_name, *args, **kwargs):
    """A stack that was only reviewed is used by the next change set; moto would make a second of that name."""
    for stack_id, stack in list(self.stacks.items()):
        if stack.name == stack_name and stack.status == "REVIEW_IN_PROGRESS":
            del self.stacks[stack_id]
    return _create(self, stack_name, *args, **kwargs)


def execute(self, change_set_name, stack_name=None):
    """Outputs come with the template of the change set, and an executed change set is gone."""
    change_set = next(one for one in self.change_sets.values() if change_set_name in (one.change_set_name, one.change_set_id))
    _execute(self, change_set_name, stack_name)
    stack = self.stacks[change_set.stack_id]
    stack.template_dict = change_set.template_dict
    stack.output_map = stack._create_output_map()
    del self.change_sets[change_set.change_set_id]


CloudFormationBackend.create_change_set = create
CloudFormationBackend.execute_change_set = execute
