"""A small playbook of a trainer's own, as several tests put one beside the shipped ones."""

HOUSE = """\
hit_zero: 1
id: house
version: 1
author: The sales team at Fernhill
document: {title: Our phone handbook, file: handbook-2026.pdf}
motto: Be brief, be kind
position: You ring to be of use.
rules:
  - id: house/1
    title: Asked for help
    basis: said
    passage: page 3, on gatekeepers
    when: {with: receptionist}
    do: ask_for_help
    points: 6
    because: People like to help.
    instead: "Could you help me? I'm trying to reach {prospect}."
"""
