"""Made the pictures beside it, with Pillow 12.3.0 on 28 November 2026: python make.py

Left half red (255, 0, 0), right half dark grey (32, 32, 32); turned.webp and turned.jpg are stored lying down and have an Exif
orientation of 6: upright the red half is on top. Luma of red is 0.299 * 255 = 76.245.
"""
from PIL import Image

def halves(width, height):
    image = Image.new("RGB", (width, height), (32, 32, 32))
    image.paste((255, 0, 0), (0, 0, width // 2, height))
    return image

turn = Image.Exif()
turn[274] = 6
halves(32, 16).save("lossless.webp", lossless=True)
halves(32, 16).save("lossy.webp", quality=95)
halves(32, 16).save("turned.webp", lossless=True, exif=turn)
halves(32, 16).save("turned.jpg", quality=95, exif=turn)
halves(48, 24).convert("CMYK").save("inks.jpg", quality=98)
halves(40, 40).save("sub/square.png")
