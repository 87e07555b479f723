"""What setuptools does with settings, setup.py and extensions."""
