using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;

namespace Holdfast.Web.Wiring;

/// <summary>
/// Which version of the product's scripts, sheets, icons and pages this server gives out, as one short name made of their contents. Every answer with one of them says it in
/// <see cref="Header"/>, and every page of somebody signed in says it in its head, so that a browser that keeps them never mixes two versions.
/// </summary>
public sealed class FileSet
{
    public const string Header = "X-Holdfast-Files";

    /// <summary>Hexadecimal digits of a name.</summary>
    const int Length = 16;
    static readonly string[] Folders = ["/css", "/icons", "/js"];

    FileSet(string name) => Name = name;

    public string Name { get; }

    /// <summary>The set of what lies there when the server starts.</summary>
    public static FileSet Of(IFileProvider files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(FileSet).Module.ModuleVersionId.ToByteArray()); // the pages are compiled into it
        foreach (var file in Folders.SelectMany(folder => files.GetDirectoryContents(folder)).Where(file => !file.IsDirectory).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name));
            using var stream = file.CreateReadStream();
            hash.AppendData(SHA256.HashData(stream));
        }

        return new FileSet(Convert.ToHexStringLower(hash.GetHashAndReset())[..Length]);
    }
}
