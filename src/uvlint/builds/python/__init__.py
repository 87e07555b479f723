"""Reading Python code without running it: a small partial evaluator over `ast`.

`values` are what expressions come to, `places` the paths among them; `machine`
runs statements and expressions over them, `library` and `methods` know what the
standard library and the tools of builds do; `study` tells what was found.
"""
