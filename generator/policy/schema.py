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
from generator.policy.parameters import PERMANENT, once, shared_parameters, unit_limits
from generator.profile.model import LENGTHS, MOST, PolicySettings, Profile

Schema = dict[str, Any]

_BILINGUAL: Schema = {"$ref": "#/$defs/Bilingual"}
#: Editors read unquoted values by YAML's own types; the program reads the text that was written.
_TEXT: Schema = {"type": ["string", "number"]}
#: A number as text: quoted, in Arabic digits, or with its thousands parted. How large it is only ``check`` tells.
_DIGITS: Schema = {"type": "string", "pattern": r"^\s*[0-9٠-٩]+([,٬][0-9٠-٩]{3})*\s*$"}


def profile_schema(language: Language) -> Schema:
    """The schema of a profile, with descriptions in ``language``."""
    schema = _loose(Profile.model_json_schema(by_alias=True, mode="validation"))
    settings = _loose(PolicySettings.model_json_schema())
    definitions = {**schema.pop("$defs"), **settings.pop("$defs"), "Bilingual": _bilingual()}
    shared = {key: _parameter(entry, key, language) for key, entry in catalogue.shared().parameters.items()}
    beside = {key: entry for key, entry in shared.items() if once(key) == (key,)}
    settings["properties"] |= {key: _stated_once(key) for key in beside}
    roles = {key: {"$ref": "#/$defs/InBoth"} for key in wording.table("roles")}
    schema["properties"] |= {
        **beside,
        "policies": {
            "type": "object",
            "properties": {policy.id: _policy(policy, settings, language) for policy in catalogue.library()},
            "additionalProperties": {"type": ["object", "null"]},  # policies of an association's own
        },
        "common": _object({key: entry for key, entry in shared.items() if key not in beside}),
        "roles": _object(roles),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": wording.label("profile-schema", language),
        **schema,
        "$defs": definitions,
    }


def _bilingual() -> Schema:
    return {**_object({"ar": _TEXT, "en": _TEXT}), "required": ["ar"]}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _policy(policy: Policy, settings: Schema, language: Language) -> Schema:
    """The settings of one policy: facts of the document, its own parameters, and shared ones that it may override."""
    own = {name: _parameter(entry, name, language) for name, entry in policy.entry.parameters.items()}
    used = {name: _stated_once(name) for name in shared_parameters(policy)}
    title = policy.entry.title["default"]
    required = [name for name, entry in policy.entry.parameters.items() if entry.required and not entry.applies_to]
    return {
        **_object({**used, **settings["properties"], **own}),
        "type": "object" if required else ["object", "null"],
        "description": title.get(language) or title.ar,
        "required": required,
    }


def _stated_once(name: str) -> Schema:
    """A shared parameter under a policy: as where it is stated for all of them."""
    return {"$ref": "#/properties/" + "/properties/".join(map(str, once(name)))}


def _parameter(parameter: Parameter, name: str, language: Language) -> Schema:
    told = [text.get(language) or text.ar for text in (parameter.question, parameter.help) if text]
    schema = {**_kind(parameter, name), "description": "\n".join(told)}
    if parameter.default is not None:
        schema["default"] = _plain(parameter.default)
    if parameter.example is not None:
        schema["examples"] = [_plain(parameter.example)]
    return schema


def _kind(parameter: Parameter, name: str) -> Schema:
    if parameter.kind == "terms":
        known = list(wording.table("terms").get(name, {}))
        return {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"anyOf": [{"enum": known}, _BILINGUAL]} if known else _BILINGUAL,
        }
    if parameter.kind == "duration":
        length = _duration(parameter)
        return {"anyOf": [length, {"const": PERMANENT}]} if parameter.permanent else length
    if parameter.kind in {"text", "title"}:
        return dict(_BILINGUAL)
    if parameter.kind == "flag":
        return {"type": "boolean"}
    if parameter.kind == "choice":
        return {"enum": list(parameter.allowed)}
    return _whole(*parameter.limits) if parameter.kind in {"number", "amount", "percent"} else dict(_TEXT)


def _whole(low: int, high: int) -> Schema:
    return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, _DIGITS]}


def _duration(parameter: Parameter) -> Schema:
    """A duration; each unit has limits of its own."""
    any_length = "^(" + "|".join(LENGTHS) + ")$"
    properties: Schema = {**{key: {} for key in LENGTHS}, "unit": {"enum": list(parameter.units)}}
    if parameter.events:
        properties["from"] = {"enum": list(parameter.events)}
    return {
        **_object(properties),
        "required": ["unit"],
        "oneOf": [{"required": [key]} for key in LENGTHS],
        "allOf": [
            {
                "if": {"properties": {"unit": {"const": unit}}},
                "then": {"patternProperties": {any_length: _whole(*unit_limits(parameter, unit))}},
            }
            for unit in parameter.units
        ],
    }


def _plain(value: Any) -> Any:
    """A value of policy.yaml, where every scalar is text, as an editor would have it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and value[0] != "0" else value


def _loose(node: Any) -> Any:
    """A schema of pydantic's whose texts may also be unquoted numbers, and whose numbers may be quoted or in other
    digits; without its titles and descriptions, which are the program's own.
    """
    if isinstance(node, list):
        return [_loose(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "integer":  # pydantic writes the limits of types with a validator before them as ge and le
        limits = {"ge": node.get("minimum", 0), "le": node.get("maximum", MOST), **node}
        return _whole(limits["ge"], limits["le"])
    told = {key for key in ("title", "description") if isinstance(node.get(key), str)}
    kept = {key: _loose(value) for key, value in node.items() if key not in told}
    if node.get("type") == "string" and "enum" not in node and "const" not in node:
        return {**kept, **_TEXT}
    return kept
