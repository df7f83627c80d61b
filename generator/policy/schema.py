"""JSON Schema of profile.yaml, from the model and from the parameters of all policies, so that editors complete and
check it (JSON Schema 2020-12).

It says what an editor can say: names, kinds, ranges. Dates against their weekday, approvals against their policies and
the like are ``check``'s.
"""

from __future__ import annotations

from typing import Any

from generator import wording
from generator.language.inline import Language
from generator.policy import catalogue
from generator.policy.catalogue import Parameter, Policy
from generator.policy.parameters import PERMANENT
from generator.profile.model import PolicySettings, Profile

Schema = dict[str, Any]

_BILINGUAL: Schema = {"$ref": "#/$defs/Bilingual"}
#: Editors read unquoted values by YAML's own types; the program reads the text that was written.
_TEXT: Schema = {"type": ["string", "number", "boolean"]}


def profile_schema(language: Language) -> Schema:
    """The schema of a profile, with descriptions in ``language``."""
    schema = Profile.model_json_schema(by_alias=True, mode="validation")
    settings = PolicySettings.model_json_schema()
    definitions = {**schema.pop("$defs"), **settings.pop("$defs")}
    definitions["Bilingual"] = _bilingual()
    shared = catalogue.shared().parameters
    roles = {key: {"$ref": "#/$defs/InBoth"} for key in wording.table("roles")}
    schema["properties"] |= {
        "policies": {
            "type": "object",
            "properties": {policy.id: _policy(policy, settings, language) for policy in catalogue.library()},
            "additionalProperties": {"type": "object"},  # policies of an association's own
        },
        "common": _object({key: _parameter(entry, key, language) for key, entry in shared.items() if key != "review"}),
        "roles": _object(roles),
    }
    loose = _loose({**schema, "$defs": definitions})
    assert isinstance(loose, dict)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": wording.label("profile-schema", language),
        **{key: value for key, value in loose.items() if key not in {"title", "description"}},
    }


def _bilingual() -> Schema:
    return {**_object({"ar": _TEXT, "en": _TEXT}), "required": ["ar"]}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _policy(policy: Policy, settings: Schema, language: Language) -> Schema:
    """The settings of one policy: facts of the document, its own parameters, and shared ones that it may override."""
    own = {name: _parameter(entry, name, language) for name, entry in policy.entry.parameters.items()}
    common = catalogue.shared().parameters
    used = {name: _parameter(common[name], name, language) for name in policy.entry.uses}
    title = policy.entry.title["default"]
    return {
        **_object({**settings["properties"], **used, **own}),
        "description": title.get(language) or title.ar,
        "required": [
            name for name, entry in policy.entry.parameters.items() if entry.required and not entry.applies_to
        ],
    }


def _parameter(parameter: Parameter, name: str, language: Language) -> Schema:
    told = [text.get(language) or text.ar for text in (parameter.question, parameter.help) if text]
    schema = {**_kind(parameter, name), "description": "\n".join(told)}
    if parameter.default is not None:
        schema["default"] = _plain(parameter.default)
    if parameter.example is not None:
        schema["examples"] = [_plain(parameter.example)]
    return schema


def _kind(parameter: Parameter, name: str) -> Schema:
    low, high = parameter.limits
    number = {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, {"type": "string"}]}
    if parameter.kind == "terms":
        known = list(wording.table("terms").get(name, {}))
        return {
            "type": "array",
            "minItems": 1,
            "items": {"anyOf": [{"enum": known}, _BILINGUAL]} if known else _BILINGUAL,
        }
    if parameter.kind == "duration":
        length = _duration(parameter, number)
        return {"anyOf": [length, {"const": PERMANENT}]} if parameter.permanent else length
    if parameter.kind in {"text", "title"}:
        return dict(_BILINGUAL)
    if parameter.kind == "flag":
        return {"type": "boolean"}
    if parameter.kind == "choice":
        return {"enum": list(parameter.allowed)}
    return number if parameter.kind in {"number", "amount", "percent"} else dict(_TEXT)


def _duration(parameter: Parameter, number: Schema) -> Schema:
    lengths = ("within", "every", "for")
    properties = {**dict.fromkeys(lengths, number), "unit": {"enum": list(parameter.units)}}
    if parameter.events:
        properties["from"] = {"enum": list(parameter.events)}
    return {**_object(properties), "required": ["unit"], "oneOf": [{"required": [key]} for key in lengths]}


def _plain(value: Any) -> Any:
    """A value of policy.yaml, where every scalar is text, as an editor would have it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and value[0] != "0" else value


def _loose(node: Any) -> Any:
    """A schema whose texts may also be unquoted numbers, and whose numbers may be quoted or in other digits."""
    if isinstance(node, list):
        return [_loose(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _loose(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    if node.get("type") == "string" and "enum" not in node and "const" not in node:
        return {**kept, **_TEXT}
    if node.get("type") == "integer":
        return {"anyOf": [kept, {"type": "string"}]}
    return kept
