"""Makes src/AspireEcs/Schema/cloudformation.json.gz: CloudFormation's schema of the types in types.txt.

    python3 eng/schema/make-schema.py [VERSION]

The source is the npm package @aws-cdk/aws-service-spec (Apache-2.0), fetched with `npm pack`. The result says of each
resource its properties, its attributes, the definitions that they use, and the property by which it can be given a name of
its own (of which there can be one only, so that CloudFormation cannot replace it). A property is one string:

    property  := ["!"] ["^" | "~"] type        ! required; ^ a change replaces the resource; ~ a change may replace it
    type      := one {"|" one}                 one of several
    one       := string | integer | number | boolean | json | date-time | tag | null
               | string(a,b,...)               one of these values
               | [type]  | {type}              a list, a map
               | #Name                         a definition of the same resource
"""
import gzip
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "@aws-cdk/aws-service-spec"
HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent.parent / "src/AspireEcs/Schema"


def npm(*arguments, cwd):
    return subprocess.run(["npm", *arguments], cwd=cwd, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def fetch(version):
    with tempfile.TemporaryDirectory() as folder:
        said = json.loads(npm("view", f"{PACKAGE}@{version}", "version", "license", "time", "--json", cwd=folder))
        archive = json.loads(npm("pack", f"{PACKAGE}@{said['version']}", "--json", cwd=folder))[0]["filename"]
        with tarfile.open(pathlib.Path(folder, archive)) as package:
            database = json.load(gzip.open(package.extractfile("package/db.json.gz")))
            licence = package.extractfile("package/LICENSE").read()
        return database["schema"], licence, said["version"], said["license"], said["time"][said["version"]][:10]


class Writer:
    """Writes one resource: its properties, and the definitions as they are met."""

    def __init__(self, definitions):
        self.known, self.used = definitions, {}

    def type(self, t):
        match t["type"]:
            case "array": return f"[{self.type(t['element'])}]"
            case "map": return "{" + self.type(t["element"]) + "}"
            case "union": return "|".join(self.type(one) for one in t["types"])
            case "ref": return "#" + self.definition(t["reference"]["$ref"])
        values = t.get("allowedValues")
        return t["type"] if not values else f"{t['type']}({','.join(str(v) for v in values)})"

    def definition(self, identity):
        definition = self.known[identity]
        name = definition["name"]
        if name not in self.used:
            self.used[name] = None  # a definition may contain itself
            self.used[name] = self.properties(definition["properties"])
        return name

    def properties(self, properties):
        return {name: self.property(p) for name, p in sorted(properties.items())}

    def property(self, p):
        kinds = dict.fromkeys(self.type(t) for t in [p["type"], *p.get("previousTypes", [])])
        change = {"yes": "^", "maybe": "~"}.get(p.get("causesReplacement"), "")
        return ("!" if p.get("required") else "") + change + "|".join(kinds)


def resource(entity, definitions):
    writer = Writer(definitions)
    written = {"properties": writer.properties(entity["properties"]), "attributes": sorted(entity["attributes"])}
    identity = entity.get("primaryIdentifier", [])
    if len(identity) == 1 and entity["properties"].get(identity[0], {}).get("causesReplacement") == "yes":
        written["name"] = identity[0]
    if writer.used:
        written["definitions"] = dict(sorted(writer.used.items()))
    return written


def main(version="latest"):
    schema, licence, version, licence_name, date = fetch(version)
    resources = {r["cloudFormationType"]: r for r in schema["resource"]["entities"]}
    definitions = {d["$id"]: d for d in schema["typeDefinition"]["entities"]}
    wanted = [line for line in (HERE / "types.txt").read_text().split() if line]
    if unknown := [name for name in wanted if name not in resources]:
        sys.exit(f"{PACKAGE} {version} does not know: {', '.join(unknown)}")
    result = {
        "source": f"{PACKAGE} {version}", "date": date, "license": licence_name,
        "resources": {name: resource(resources[name], definitions) for name in sorted(wanted)},
    }
    text = json.dumps(result, separators=(",", ":")).encode()
    (TARGET / "cloudformation.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))
    (TARGET / "cloudformation.LICENSE").write_bytes(licence)
    print(f"{len(wanted)} types of {PACKAGE} {version} ({date}): {len(text):,} bytes, {(TARGET / 'cloudformation.json.gz').stat().st_size:,} compressed")


if __name__ == "__main__":
    main(*sys.argv[1:])
