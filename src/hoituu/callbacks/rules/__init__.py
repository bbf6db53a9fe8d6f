"""What decides about calls, without a database: who calls whom and when."""

from hoituu.callbacks.rules.plan import Agent, Call, NotADay, Plan, Wanted, plan, read_day

__all__ = ["Agent", "Call", "NotADay", "Plan", "Wanted", "plan", "read_day"]
