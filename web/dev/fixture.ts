/** A map for `npm run dev` without a server. It is never shipped. */

type Plain = Record<string, unknown>;

const stages = [
  ["cari", "Cari kelas", "± 2 hari"],
  ["pilih", "Pilih", "± 5 menit"],
  ["bayar", "Bayar & kirim bukti", "± 15 menit"],
  ["masuk", "Mulai belajar", "± 5 jam"],
] as const;

const lanes: readonly (readonly [string, string, readonly (readonly string[] | null)[]])[] = [
  ["goals", "customer", [
    ["Menemukan kelas desain yang bisa diikuti malam hari", "Tahu harga, isi kelas, dan apa saja yang didapat sebelum mendaftar"],
    ["Memilih satu kelas yang cocok dengan waktu dan uang yang ada"],
    ["Membayar tanpa salah nominal"],
    ["Segera bisa membuka materi pertama"],
  ]],
  ["touchpoints", "customer", [["Katalog kelas"], ["Halaman kelas"], ["Halaman checkout", "Aplikasi m-banking"], ["Halaman profil"]]],
  ["channels", "customer", [["Instagram", "Website", "Mobile apps"], ["Mobile apps"], ["Mobile apps"], ["Mobile apps", "WhatsApp"]]],
  ["process", "customer", [
    ["Sari melihat unggahan tentang kelas lalu membuka websitenya", "Sari membaca promo-promo minggu ini", "Sari bertanya kepada admin soal jadwal, sambil membaca cerita peserta yang sudah pernah ikut kelasnya", "Sari membandingkan tiga kelas: materi, tugas, dan alat yang harus dibeli sendiri"],
    ["Sari menyimpan satu kelas di keranjang"],
    ["Sari mengisi data diri", "Sari memilih cara bayar (m-banking)", "Sari mentransfer", "Sari memotret bukti transfer"],
    ["Sari menunggu kabar bahwa kelasnya sudah dibuka dan bisa di-akses"],
  ]],
  ["feelings", "customer", [[], [], [], []]],
  ["pain_points", "customer", [
    ["Harga kelas baru terlihat setelah mendaftar akun", "Contoh materi terlalu umum, belum ada rekaman kelas yang sungguhan"],
    null,
    [],
    ["Bukti transfer harus dikirim lewat WhatsApp, dan saat ramai balasannya baru datang keesokan harinya, padahal Sari ingin belajar malam itu juga"],
  ]],
  ["internal_actors", "internal", [["Tim konten", "Tim keuangan"], null, ["Tim keuangan", "Layanan pelanggan", "Tim pengembang"], ["Layanan pelanggan"]]],
  ["internal_channels", "internal", [["Web admin (untuk harga dan promo)"], null, ["Web admin", "Meja layanan (chat dan telepon)"], ["Daftar pesanan di website"]]],
  ["internal_process", "internal", [
    ["Admin menerima pertanyaan calon peserta", "Admin menjawab soal materi, jadwal, dan harga", "Tim konten memperbarui halaman kelas"],
    null,
    ["Sistem mencatat transfer yang masuk", "Tim keuangan mencocokkan nominal dengan pesanan", "Kalau tidak cocok, layanan pelanggan menerima tiket", "Layanan pelanggan menghubungi peserta", "Status tiket diperbarui"],
    ["Layanan pelanggan membuka kelas satu per satu", "Saat pesanan menumpuk, pembukaan kelas menunggu giliran sampai semua bukti transfer hari itu selesai dicocokkan"],
  ]],
  ["internal_pain_points", "internal", [
    ["Harga promo sering berubah sebelum halaman kelas sempat diperbarui"],
    null,
    ["Data kartu bisa bocor lewat tangkapan layar", "Meja layanan tidak terhubung dengan daftar pesanan"],
    ["Layanan pelanggan kewalahan saat promo", "Tidak ada formulir bukti transfer di website"],
  ]],
  ["opportunities", "followup", [
    ["Tampilkan harga di katalog dan bandingkan dengan tiga penyedia lain setiap bulan"],
    null,
    ["Hubungkan meja layanan dengan daftar pesanan", "Periksa keamanan pembayaran setiap tiga bulan"],
    ["Sediakan halaman bukti transfer di website", "Balas otomatis di WhatsApp selama bukti diperiksa"],
  ]],
];

const feelings = [
  ["cari", "Excited", 1.6, 0.3], ["cari", "Confused", -0.7, 0.7], ["pilih", "Senang", 1.2, 0.5],
  ["bayar", "Bingung", -0.9, 0.5], ["masuk", "Bingung", -1.6, 0.5],
] as const;

export function records(): Plain[] {
  const out: Plain[] = [
    { kind: "map", id: "map", title: "Membeli kelas desain", language: "id", company: "Sanggar Warna", version: "Versi 3", confidentiality: "Internal", goal: "Memahami mengapa peserta baru lambat mulai belajar", notes: "Dibuat dalam lokakarya dua jam." },
    { kind: "persona", id: "persona-sari", name: "Sari", age: "24", job: "Perawat", personality: "ISFJ", quote: "Kalau sudah bayar, saya ingin langsung belajar.", motivation: ["Belajar desain dengan cara yang santai setelah jam kerja, dengan harga yang masih masuk akal", "Tahu pasti bahwa pembayarannya sudah diterima"], social_media: ["Instagram", "Threads", "YouTube", "TikTok"], apps_tried: ["Kelas Malam", "Ruang Rupa", "Belajar Yuk"], scenario: "Sari ingin pindah kerja ke bidang desain. Ia mencari kelas dengan rekaman video yang bisa diulang.\n\nIa tidak keberatan membayar di muka, asalkan semua langkah jelas, terutama setelah transfer. Pengalamannya dengan kelas lain: admin baru membalas keesokan harinya karena pesanan sedang menumpuk." },
    ...stages.map(([id, title, duration], index) => ({ kind: "stage", id, title, duration, order: `a${index}` })),
  ];
  let pain = 0;
  let chance = 0;
  lanes.forEach(([role, zone], at) => {
    out.push({ kind: "lane", id: role, role, zone, order: `a${String.fromCharCode(65 + at)}` });
  });
  stages.forEach(([stage], column) => {
    for (const [role, , cells] of lanes) {
      const cell = cells[column];
      if (cell === null) out.push({ kind: "cell", id: `${role}-${stage}`, lane: role, stage, finding: "nothing_found" });
      (cell ?? []).forEach((text, index) => {
        const number = role.endsWith("pain_points") ? (pain += 1) : role === "opportunities" ? (chance += 1) : undefined;
        out.push({ kind: "card", id: `${role}-${stage}-${index}`, lane: role, stage, text, number, order: `a${index}` });
      });
    }
  });
  feelings.forEach(([stage, word, value, place], index) => {
    out.push({ kind: "feeling", id: `feeling-${index}`, stage, word, value, place });
  });
  const pains = out.filter((each) => typeof each["lane"] === "string" && each["lane"].endsWith("pain_points") && each["kind"] === "card").map((each) => each["id"]);
  out.push(
    { kind: "statement", id: "s1", order: "a0", text: "Kelas terlambat dibuka karena bukti transfer dicocokkan satu per satu", pains: [pains[6], pains[7], pains[8]], is_important: true, important_why: "Peserta yang menunggu semalam sering membatalkan, dan cerita mereka terbaca calon peserta lain.", is_urgent: true, urgent_why: "Promo berikutnya mulai dua minggu lagi." },
    { kind: "statement", id: "s2", order: "a1", text: "Contoh materi terlalu umum", pains: [pains[1]], is_important: true, important_why: "Orang memilih dari contoh materinya.", is_urgent: true, urgent_why: "Pesaing sudah menampilkan rekaman kelas." },
    { kind: "statement", id: "s3", order: "a2", text: "Belum ada tugas lanjutan setelah kelas selesai", number: 11, is_important: true, important_why: "Supaya ilmunya dipakai.", is_urgent: false, urgent_why: "Bisa disiapkan sambil jalan; yang utama rekaman kelasnya dulu." },
    { kind: "statement", id: "s4", order: "a3", text: "Harga baru terlihat setelah mendaftar", pains: [pains[0]], is_important: true, is_urgent: false },
    { kind: "answer", id: "n1", opportunity: "opportunities-masuk-0", fixes: pains[6] },
    { kind: "answer", id: "n2", opportunity: "opportunities-masuk-1", fixes: pains[6] },
    { kind: "answer", id: "n3", opportunity: "opportunities-cari-0", fixes: pains[0] },
    { kind: "answer", id: "n4", opportunity: "opportunities-bayar-0", fixes: pains[5] },
  );
  return out;
}

const shares = [0.28, 0.18, 0.28, 0.26];
const summaryStages = stages.map(([id, title], index) => ({ id, title, share: shares[index] }));
const points = [[0.08, 1.6, null], [0.2, -0.7, "do"], [0.37, 1.2, null], [0.6, -0.9, null], [0.87, -1.6, "do"]]
  .map(([x, value, quadrant]) => ({ x, value, quadrant, word: "Senang", stage: "cari" }));

export const maps = {
  maps: [
    { id: "m1", title: "Membeli kelas desain", state: "current", language: "id", is_sample: false, personas: ["Sari"], updated_at: new Date(Date.now() - 720_000).toISOString(), stages: summaryStages, points, ranks: { do: 2, plan: 2, delegate: 0, drop: 0 } },
    { id: "m2", title: "Minggu pertama di kelas", state: "current", language: "id", is_sample: true, personas: ["Sari", "Bu Endah"], updated_at: new Date(Date.now() - 90_000_000).toISOString(), stages: summaryStages, points: points.map((each) => ({ ...each, value: Number(each.value) * -0.6, quadrant: null })), ranks: { do: 0, plan: 1, delegate: 0, drop: 0 } },
  ],
};

export const templates = {
  templates: ["Lima tahap klasik", "Toko online", "Kosong", "Mas Tekno"].map((title, index) => ({
    name: `t${index}`, title, description: "Dari awal sampai akhir", is_sample: index === 3, stages: summaryStages, points: index === 2 ? [] : points,
  })),
};

export function preview(): Plain {
  return {
    maps: [{ records: records() }],
    report: {
      lanes: lanes.map(([role]) => ({ map: 0, label: role, role, lane_id: role, confidence: 0.97, why: "Nama lajurnya dikenali." })),
      feelings: [],
      questions: [{ id: "q1", map: 0, kind: "empty", text: "Kosong di tabel. Tidak ada, atau belum diteliti?", where: { source: "", row: 7, column: 4 }, lane_id: "pain_points", stage_id: "bayar", choices: [{ value: "none", text: "Tidak ada" }, { value: "not", text: "Belum diteliti" }], answer: null }],
      remarks: [{ kind: "note", text: "Dua paragraf di atas tabel disimpan sebagai catatan peta.", where: {}, remedy: null }],
      summary: { stages: 4, lanes: 11, personas: 1, statements: 4, cards: 50, feelings: 5, questions: 1 },
    },
  };
}
