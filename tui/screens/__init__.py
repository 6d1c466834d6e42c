"""The screens (屏幕), each in a module of its own, and what is asked on them.

``meetings`` lists them, ``console`` is the desk of one: ``steps`` takes its next step, ``special``
what is needed seldom, ``signing`` asks who decides. A module that ends in ``_lines`` says what
stands on its screen, and is tested without one. ``hall`` is what the others in the room see.
"""
