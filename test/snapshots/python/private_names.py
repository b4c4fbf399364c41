# Names without __all__: the underscore decides.

value = 1
_value = 2


def visible(): pass


def _helper(): pass
