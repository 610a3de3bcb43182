"""Offers a class in the place of a function; its instances are the grids.

Expected: OK
"""
class transform(list):
    pass
