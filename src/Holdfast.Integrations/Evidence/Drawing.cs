using Holdfast.Core.Evidence;
using SkiaSharp;

namespace Holdfast.Integrations.Evidence;

/// <summary>
/// Draws one picture anew with Skia: the work of the process that <see cref="Pictures"/> starts, and of no other. Only pixels come through, upright and in
/// sRGB; nothing else that the file carries does.
/// </summary>
public static class Drawing
{
    /// <summary>The word after the program's name that makes it draw instead of serve.</summary>
    public const string Command = "picture";

    /// <summary>Bytes of a picture at most, of the original and of what is drawn.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Pixels of an original at most, by its own header, before anything is decoded.</summary>
    public const int MostPixels = 50_000_000;

    /// <summary>Pixels that are shown at most: a larger picture is drawn smaller. Its original is there to be downloaded.</summary>
    public const int MostShown = 16_000_000;

    const int Longest = 65_000;

    /// <summary>Reads an original of <paramref name="length"/> bytes and writes a PNG.</summary>
    /// <returns>0 when it was drawn; 1 when it can't be, and then nothing was written.</returns>
    public static int Run(Stream original, int length, Stream png)
    {
        if (length is < 0 or > MostBytes)
        {
            return 1;
        }

        var bytes = new byte[length];
        var came = original.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        if (!TypeByBytes.Of(bytes.AsSpan(0, came), came).IsPicture())
        {
            return 1;
        }

        using var source = SKData.CreateCopy(bytes.AsSpan(0, came));
        using var drawn = Draw(source);
        if (drawn is null || drawn.Size > MostBytes)
        {
            return 1;
        }

        drawn.SaveTo(png);
        png.Flush();
        return 0;
    }

    static SKData? Draw(SKData source)
    {
        using var codec = SKCodec.Create(source);
        if (codec is null || codec.Info is not { Width: > 0 and <= Longest, Height: > 0 and <= Longest } size || (long)size.Width * size.Height > MostPixels)
        {
            return null;
        }

        using var space = SKColorSpace.CreateSrgb();
        using var pixels = new SKBitmap();

        // Zeroed, so that what a cut file doesn't paint is blank and never what lay in memory before.
        if (!pixels.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, space), SKBitmapAllocFlags.ZeroPixels))
        {
            return null;
        }

        // The first picture of several. What came before the file was cut or damaged is shown: it may be all there is.
        var result = codec.GetPixels(pixels.Info, pixels.GetPixels(), new SKCodecOptions(0));
        if (result is not (SKCodecResult.Success or SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput))
        {
            return null;
        }

        return Upright(pixels, codec.EncodedOrigin, space);
    }

    static SKData? Upright(SKBitmap pixels, SKEncodedOrigin origin, SKColorSpace space)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = turned ? (pixels.Height, pixels.Width) : (pixels.Width, pixels.Height);
        var scale = Math.Min(1.0, Math.Sqrt(MostShown / ((double)width * height)));
        using var surface = SKSurface.Create(new SKImageInfo(Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)), SKColorType.Rgba8888, SKAlphaType.Premul, space));
        if (surface is null)
        {
            return null;
        }

        using var image = SKImage.FromBitmap(pixels);
        surface.Canvas.Scale((float)scale);
        surface.Canvas.Concat(Turn(origin, pixels.Width, pixels.Height));
        surface.Canvas.DrawImage(image, 0, 0, scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : SKSamplingOptions.Default);
        using var shown = surface.PeekPixels();
        return shown.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub | SKPngEncoderFilterFlags.Up, 4));
    }

    /// <summary>How a camera held on its side is set right (Exif, orientation 1 to 8).</summary>
    static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.TopLeft => SKMatrix.Identity,
    };
}
