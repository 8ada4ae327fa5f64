namespace Holdfast.Web.Procedures;

/// <summary>Finding one version among those stored.</summary>
public static class StoredPacks
{
    /// <summary>Hexadecimal digits that name a version at least.</summary>
    const int ShortestHash = 8;

    /// <summary>The version of that number, the newest where several have it, or of a hash that begins so; null where there is none.</summary>
    public static StoredPack? Named(this Procedures procedures, string name) =>
        procedures.Versions.FirstOrDefault(stored => stored.Version.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == name)
        ?? (name.Length < ShortestHash ? null : procedures.Versions.FirstOrDefault(stored => stored.Version.Hash.StartsWith(name, StringComparison.Ordinal)));
}
