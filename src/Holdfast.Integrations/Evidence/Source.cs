namespace Holdfast.Integrations.Evidence;

/// <summary>An original, handed to a reader of hostile content. Remembers when the original itself could not be read, which is never the content's fault.</summary>
sealed class Source(Stream original) : Stream
{
    /// <summary>The original threw.</summary>
    public bool IsBroken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => original.Length;

    public override long Position { get => original.Position; set => original.Position = value; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return original.Read(buffer);
        }
        catch
        {
            IsBroken = true;
            throw;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => original.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
