namespace Holdfast.Core.Notices;

/// <summary>What goes out of the house: number, priority, the role that is asked for, and a link. Never content. Plain text, one line each.</summary>
/// <param name="Title">The title of a notification, the subject of a mail, such as <c>P0 HF-2026-000042</c>.</param>
/// <param name="Text">A sentence or two.</param>
/// <param name="Link">Where to go; reading it changes nothing.</param>
/// <param name="LinkNote">What is said below the link, where there is room: a sentence.</param>
/// <param name="Tag">The same for every message of one notice, so that what arrives twice shows once. Letters, digits and hyphens, 1 to 32.</param>
/// <param name="Urgent">Whether the device is to be woken and the mail marked.</param>
/// <param name="Life">After how long an undelivered one is worth nothing any more.</param>
public sealed record Message(string Title, string Text, Uri Link, string LinkNote, string Tag, bool Urgent, TimeSpan Life);
