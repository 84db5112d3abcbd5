"""Resolves {{resolve:secretsmanager:SECRET:SecretString:KEY}} in properties, which moto 5.2.1 leaves as it is written."""
import json
import re

from moto.secretsmanager.models import secretsmanager_backends

REFERENCE = re.compile(r"\{\{resolve:secretsmanager:(?P<secret>[^}]+?):SecretString(?::(?P<key>[^:}]*))?[^}]*\}\}")


def resolved(value, account, region):
    """The value with every reference in it replaced by what the secret holds."""
    if isinstance(value, dict):
        return {key: resolved(one, account, region) for key, one in value.items()}
    if isinstance(value, list):
        return [resolved(one, account, region) for one in value]
    if isinstance(value, str):
        return REFERENCE.sub(lambda reference: secret(reference["secret"], reference["key"], account, region), value)
    return value


def secret(name, key, account, region):
    text = secretsmanager_backends[account][region].get_secret_value(name, None, None)["SecretString"]
    return json.loads(text)[key] if key else text
