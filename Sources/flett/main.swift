print("flett")
