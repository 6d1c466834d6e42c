"""How suggestions were handled (办理情况): what was counted, checked, promised and compared."""
