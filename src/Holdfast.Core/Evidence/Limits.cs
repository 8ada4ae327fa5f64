namespace Holdfast.Core.Evidence;

/// <summary>How much is taken. Stated on the screen; what goes beyond is refused in words, and the rest is kept.</summary>
public static class Limits
{
    /// <summary>Bytes of one piece at most, unless the site says otherwise: 2 GB.</summary>
    public const long LargestByDefault = 2L * 1024 * 1024 * 1024;

    /// <summary>Pieces of one incident at most.</summary>
    public const int MostPieces = 500;

    /// <summary>
    /// Pieces of one incident from which on attachments stay in their mails: whoever writes a mail with hundreds must not take the place of what people add.
    /// </summary>
    public const int MostWithAttachments = 300;

    /// <summary>Mails within mails whose attachments are taken out; deeper ones stay where they are.</summary>
    public const int DeepestMail = 3;

    /// <summary>Promises of one incident that are followed at most; what goes beyond stays in the timeline.</summary>
    public const int MostPromises = 100;

    /// <summary>Characters of a file's name that are kept.</summary>
    public const int LongestName = 500;

    /// <summary>Characters of what it is said to be, of a purpose, of a reason.</summary>
    public const int LongestWords = 1000;

    /// <summary>When promised evidence is due, unless somebody says otherwise.</summary>
    public static readonly TimeSpan PromiseDue = TimeSpan.FromDays(1);

    /// <summary>After how long without a byte an upload is over: what came is kept as it is.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
}
