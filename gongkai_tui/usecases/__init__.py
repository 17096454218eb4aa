"""The verbs of the product. Both front ends call these and nothing below them."""
