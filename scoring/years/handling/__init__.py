"""How suggestions were handled (办理情况): rates, cross-checks, promises, one year by another."""
