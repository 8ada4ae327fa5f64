using MimeKit;

namespace Holdfast.Integrations.Evidence;

/// <summary>
/// Goes through a mail once without keeping it, counting, so that one of a million parts or headers is turned away before objects are made of them. Keeps
/// the mail's own headers in their order.
/// </summary>
sealed class MailWeight(ParserOptions options, Stream original) : MimeReader(options, original, MimeFormat.Entity)
{
    const int MostParts = 1000;
    const int MostHeaders = 10_000;
    const int MostHeaderBytes = 2 * 1024 * 1024;

    int parts;
    int headers;
    int headerBytes;
    bool isFirst = true;

    /// <summary>The outermost headers.</summary>
    public List<Header> First { get; } = [];

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        headers++;
        headerBytes += header.RawField.Length + header.RawValue.Length;
        if (headers > MostHeaders || headerBytes > MostHeaderBytes)
        {
            throw new FormatException("Too many headers.");
        }

        if (isFirst)
        {
            First.Add(header);
        }
    }

    protected override void OnHeadersEnd(long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken) => isFirst = false;

    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    void Count()
    {
        if (++parts > MostParts)
        {
            throw new FormatException("Too many parts.");
        }
    }
}
