"""The receiving policy: facts of a case, rules that look at them, editions that give effects and figures."""
