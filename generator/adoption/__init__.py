"""Edited documents: what a secretary changed in a Word file becomes own text, or is proposed for the profile."""

from generator.adoption.adopt import Adoption, adopt
from generator.adoption.approval import approval_proposed
from generator.adoption.facts import Proposal
from generator.adoption.writing import write

__all__ = ["Adoption", "Proposal", "adopt", "approval_proposed", "write"]
