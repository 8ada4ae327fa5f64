namespace Holdfast.Harness.Push;

/// <summary>A message that the push service took.</summary>
/// <param name="To">The subscription's address.</param>
/// <param name="Text">What the device reads, decrypted.</param>
/// <param name="Bytes">Length of the encrypted body.</param>
/// <param name="Contact">Whom the site names.</param>
/// <param name="Headers">Every header of the request by name, in one line each.</param>
public sealed record ReceivedPush(Uri To, string Text, int Bytes, string Contact, IReadOnlyDictionary<string, string> Headers);
