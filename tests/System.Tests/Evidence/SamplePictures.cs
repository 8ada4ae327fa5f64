using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace Holdfast.Tests.Evidence;

/// <summary>Pictures made for tests: red on the left half, blue on the right.</summary>
static class SamplePictures
{
    public static byte[] Encoded(SKEncodedImageFormat format, int width = 40, int height = 20)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Red);
        using var blue = new SKPaint { Color = SKColors.Blue };
        canvas.DrawRect(width / 2f, 0, width, height, blue);
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>Two frames of one red and one blue pixel.</summary>
    public static byte[] Gif => Convert.FromHexString(
        "474946383961" + "01000100800000" + "FF0000" + "0000FF" + "21FF0B4E45545343415045322E300301000000"
        + "21F9040064000000" + "2C00000000010001000002024401 00".Replace(" ", "", StringComparison.Ordinal)
        + "21F9040064000000" + "2C00000000010001000002024C0100" + "3B");

    /// <summary>One red pixel, 24 bits.</summary>
    public static byte[] Bmp => Convert.FromHexString("424D3A0000000000000036000000280000000100000001000000010018000000000004000000130B0000130B000000000000000000000000FF00");

    /// <summary>A JPEG whose Exif says "turned by 90 degrees" and holds words that must not come out.</summary>
    public static byte[] JpegOnItsSide(string secret)
    {
        var jpeg = Encoded(SKEncodedImageFormat.Jpeg);
        byte[] tiff =
        [
            .. "MM\0*"u8, 0, 0, 0, 8, 0, 2,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0,
            0x01, 0x0E, 0, 2, 0, 0, 0, (byte)secret.Length, 0, 0, 0, 38,
            0, 0, 0, 0, .. global::System.Text.Encoding.ASCII.GetBytes(secret),
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    /// <summary>A PNG that says how large it is, and has next to nothing in it.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        size[8] = 8;
        size[9] = 2;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[1_000_000]);
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, size), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        var all = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(all, content.Length);
        name.CopyTo(all.AsSpan(4));
        content.CopyTo(all.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(all.AsSpan(content.Length + 8), Crc(all.AsSpan(4, content.Length + 4)));
        return all;
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
