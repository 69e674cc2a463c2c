"""What people say and press in each situation, and what happens: tables that are read by people and kept by a test.

A row is observed from outside: somebody is brought into the situation by driving the real bot, says one thing, and what
the bot answers is named by the messages of `messages.ftl` in it, what it keeps by what changed in its tables. So the
rows outlive any other way of hearing. `python -m tests.heard` observes every row anew and writes the tables.
"""
