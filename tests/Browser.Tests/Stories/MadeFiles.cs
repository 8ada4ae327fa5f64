using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Real files, made here: a tone, a picture, a mail with two attachments, bytes of no kind.</summary>
static class MadeFiles
{
    const int Rate = 48_000; // samples a second

    /// <summary>A tone as WAV, 16 bits, two channels: 192,000 bytes a second.</summary>
    public static byte[] Tone(int seconds, int hertz = 440)
    {
        const int frame = 4;
        var sound = new byte[44 + (seconds * Rate * frame)];
        Encoding.ASCII.GetBytes("RIFF____WAVEfmt ").CopyTo(sound, 0);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(4), sound.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(22), 2);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(28), Rate * frame);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(32), frame);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(34), 16);
        Encoding.ASCII.GetBytes("data").CopyTo(sound, 36);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(40), sound.Length - 44);
        for (var i = 0; i < seconds * Rate; i++)
        {
            var height = (short)(Math.Sin(2 * Math.PI * hertz * i / Rate) * 8000);
            BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(44 + (i * frame)), height);
            BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(46 + (i * frame)), height);
        }

        return sound;
    }

    /// <summary>A silent MP3 (MPEG-1 layer III, 48 kHz, 128 kbit/s, one channel): frames of 24 ms whose main data is empty.</summary>
    public static byte[] SilentMp3(int seconds)
    {
        const int frame = 144 * 128_000 / 48_000;
        var sound = new byte[seconds * 1000 / 24 * frame];
        for (var at = 0; at < sound.Length; at += frame) BinaryPrimitives.WriteUInt32BigEndian(sound.AsSpan(at), 0xFFFB_94C0);
        return sound;
    }

    /// <summary>A picture of one color as PNG.</summary>
    public static byte[] Picture(int width = 320, int height = 200, byte red = 18, byte green = 70, byte blue = 148)
    {
        using var rows = new MemoryStream();
        using (var deflate = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                deflate.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    deflate.Write([red, (byte)(green + (y / 4)), blue]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>A mail with headers, words, markup that would do harm if it were live, a picture and a text attached.</summary>
    /// <param name="trap">The address that its script, picture, style and link would ask.</param>
    public static byte[] Mail(string trap) => Encoding.UTF8.GetBytes($"""
        Return-Path: <sam@example.org>
        Received: from mail.example.org (192.0.2.10) by mx.example.com; Mon, 2 Mar 2026 13:55:04 -0800
        From: "Sam" <sam@example.org>
        To: help@example.com
        Subject: the roof
        Message-ID: <7c1@example.org>
        Date: Mon, 2 Mar 2026 13:55:02 -0800
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer"

        --outer
        Content-Type: text/html; charset=utf-8

        <html><head><link rel="stylesheet" href="{trap}/style.css"><script src="{trap}/script.js"></script></head>
        <body onload="document.title='taken over'"><p>you people should watch your parking lot</p><img src="{trap}/seen.png"><a href="{trap}/click">here</a></body></html>
        --outer
        Content-Type: image/png; name="lot.png"
        Content-Disposition: attachment; filename="lot.png"
        Content-Transfer-Encoding: base64

        {Convert.ToBase64String(Picture())}
        --outer
        Content-Type: text/plain; charset=utf-8; name="note.txt"
        Content-Disposition: attachment; filename="note.txt"

        I know where you park.
        --outer--
        """.ReplaceLineEndings("\r\n"));

    /// <summary>Bytes of no kind, the same for the same seed.</summary>
    public static byte[] Bytes(int count, int seed)
    {
        // Encrypting nothing: quick, and without a pattern.
        using var cipher = Aes.Create();
        cipher.Key = SHA256.HashData(BitConverter.GetBytes(seed));
        return cipher.EncryptCbc(new byte[count], new byte[16], PaddingMode.PKCS7)[..count];
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static FilePayload Named(this byte[] bytes, string name, string type = "") => new() { Name = name, MimeType = type, Buffer = bytes };

    static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var length = new byte[4];
        var check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Check(body));
        return [.. length, .. body, .. check];
    }

    /// <summary>The check sum that PNG asks for (CRC-32).</summary>
    static uint Check(byte[] bytes)
    {
        var sum = 0xFFFFFFFFu;
        foreach (var each in bytes)
        {
            sum ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320u : sum >> 1;
            }
        }

        return ~sum;
    }
}
