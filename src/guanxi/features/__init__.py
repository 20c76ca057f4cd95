"""What the product does, one package per plural noun. Features meet only through their facade."""
